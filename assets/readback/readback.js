/* Makes a reply out of what is typed. It loads nothing, keeps nothing, and puts no text into the page as markup. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var byId = function (id) { return document.getElementById(id); };
  var boxes = Array.prototype.slice.call(document.querySelectorAll("textarea[data-query]"));
  var said = byId("said"), text = byId("text"), shown = byId("shown"), saved = true;
  document.documentElement.className += " rb-works";

  function tell(words, wrong) {
    said.textContent = words;
    said.className = wrong ? "rb-wrong" : "";
  }

  function reply() {
    var chosen = document.querySelector("input[name=answer]:checked");
    if (!chosen) {
      tell("Say first whether you agree or object.", true);
      document.querySelector("input[name=answer]").focus();
      return null;
    }
    return {
      standfirst_reply: 1,
      piece: data.piece,
      sending: data.sending,
      text: data.text,
      name: byId("name").value.trim(),
      answer: chosen.value,
      comment: byId("comment").value.trim(),
      answers: boxes.map(function (box) {
        var index = Number(box.getAttribute("data-query"));
        return { number: index + 1, query: data.queries[index], text: box.value.trim() };
      })
    };
  }

  /* Lines that look like the form's own are marked. */
  function lines(words) {
    return words.split(/\r\n|\r|\n/).map(function (line) {
      var start = line.replace(/^\s+/, "");
      var name = start.replace(/\s+$/, "").toUpperCase();
      var own = /^[\[\\>]/.test(start) || name === data.end || name === data.begin;
      return own ? "\\" + start : line;
    }).join("\n");
  }

  function asText(answer) {
    var out = [data.begin, "[piece] " + answer.piece, "[sending] " + answer.sending, "[text] " + answer.text,
      "[name] " + answer.name, "[answer] " + answer.answer];
    answer.answers.forEach(function (one) {
      out.push("[query " + one.number + " " + one.query + "]", lines(one.text));
    });
    out.push("[comment]", lines(answer.comment), data.end, "");
    return out.join("\n");
  }

  function missing(answer) {
    var open = answer.answers.filter(function (one) { return !one.text; }).length;
    if (open === 0) { return ""; }
    return open === 1 ? " 1 query has no answer." : " " + open + " queries have no answer.";
  }

  byId("save").addEventListener("click", function () {
    var answer = reply();
    if (!answer) { return; }
    var link = document.createElement("a");
    var address = URL.createObjectURL(new Blob([JSON.stringify(answer, null, 2) + "\n"], { type: "application/json" }));
    link.href = address;
    link.download = data.file;
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(address); }, 60000);
    saved = true;
    tell("The file " + data.file + " is in your downloads. Send it back by mail." + missing(answer));
  });

  byId("copy").addEventListener("click", function () {
    var answer = reply();
    if (!answer) { return; }
    text.value = asText(answer);
    shown.hidden = false;
    text.focus();
    text.select();
    var copied = false;
    try { copied = document.execCommand("copy"); } catch (error) { copied = false; }
    saved = true;
    tell((copied ? "Copied. Paste it into your mail." : "Copy the text below into your mail.") + missing(answer));
  });

  document.addEventListener("input", function (event) { if (event.target !== text) { saved = false; } });
  window.addEventListener("beforeunload", function (event) {
    if (!saved) { event.preventDefault(); event.returnValue = ""; }
  });
})();
