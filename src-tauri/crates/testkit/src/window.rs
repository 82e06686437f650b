//! The real window, driven from outside: what a person can see and do.

use crate::driver::{Driver, kill, signal};
use crate::process::runs;
use crate::wait::until;
use crate::{Failure, Result, TempDesk, fixtures, keys};
use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a window may take to open: the first one of a machine reads two hundred megabytes of web view from its disk.
const OPENING: Duration = Duration::from_secs(60);

/// How a window is started.
pub struct StartOptions {
    /// The program.
    pub program: PathBuf,
    /// Arguments besides the data folder.
    pub args: Vec<String>,
    /// The size in pixels; none for the program's own choice.
    pub size: Option<(u32, u32)>,
    /// Whether the system asks for a dark look.
    pub dark: bool,
}

impl StartOptions {
    /// As a person starts it.
    pub fn new(program: impl Into<PathBuf>) -> Self {
        Self { program: program.into(), args: Vec::new(), size: Some((1280, 800)), dark: false }
    }

    /// With one more argument.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// In a system that asks for a dark look.
    #[must_use]
    pub fn dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// In another size, or in the program's own (`None`).
    #[must_use]
    pub fn size(mut self, size: Option<(u32, u32)>) -> Self {
        self.size = size;
        self
    }
}

/// An open window.
pub struct Window {
    client: Client,
    driver: Driver,
    pid: u32,
}

impl Window {
    /// Opens one on a desk and waits until its page is painted.
    pub async fn start(desk: &TempDesk, options: &StartOptions) -> Result<Self> {
        Self::start_on(desk, options, "document.querySelector('.window.ready [data-region=page]')").await
    }

    /// Opens one and waits until a JavaScript expression is true of its page.
    pub async fn start_on(desk: &TempDesk, options: &StartOptions, painted: &str) -> Result<Self> {
        let driver = Driver::start(|command| {
            desk.isolate(command);
            command.env("GTK_THEME", if options.dark { "Adwaita:dark" } else { "Adwaita" });
        })
        .await?;
        let mut args = vec!["--data-dir".to_owned(), desk.data_dir().display().to_string()];
        args.extend(options.args.iter().cloned());
        let wanted = json!({ "webkitgtk:browserOptions": { "binary": options.program, "args": args } });
        let Value::Object(wanted) = wanted else { return Err(Failure::NotOpened("no capabilities".into())) };

        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let mut builder = ClientBuilder::new(connector);
        let address = driver.address();
        let connect = builder.capabilities(wanted).connect(&address);
        let client = tokio::time::timeout(OPENING, connect)
            .await
            .map_err(|_| Failure::NotOpened(format!("no answer within {} s", OPENING.as_secs())))?
            .map_err(|e| Failure::NotOpened(e.to_string()))?;
        let pid = driver.window().ok_or_else(|| Failure::NotOpened("its process has ended".into()))?;
        let window = Self { client, driver, pid };
        window.wait_js("the page to be painted", painted).await?;
        if let Some((width, height)) = options.size {
            window.resize(width, height).await?;
        }
        Ok(window)
    }

    /// The process of the window.
    pub fn pid(&self) -> u32 {
        self.pid
    }

    /// The driver's own client, for what no helper does.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Gives the window another size, as a person does by dragging its corner.
    pub async fn resize(&self, width: u32, height: u32) -> Result {
        self.client.set_window_size(width, height).await?;
        self.wait_js("the new size", &format!("Math.abs(window.innerWidth - {width}) < 80")).await
    }

    // ---- looking

    /// Waits until something outside the page is so.
    pub async fn wait_until(&self, what: &str, mut is_so: impl FnMut() -> Result<bool>) -> Result {
        until(what, async || is_so()).await
    }

    /// The value of a JavaScript expression.
    pub async fn js(&self, expression: &str) -> Result<Value> {
        Ok(self.client.execute(&format!("return ({expression})"), vec![]).await?)
    }

    /// The value of a JavaScript expression that is a text; anything else is shown as JSON.
    pub async fn js_text(&self, expression: &str) -> Result<String> {
        Ok(match self.js(expression).await? {
            Value::String(text) => text,
            Value::Null => String::new(),
            other => other.to_string(),
        })
    }

    /// Waits until a JavaScript expression is true.
    pub async fn wait_js(&self, what: &str, expression: &str) -> Result {
        let waited = until(what, async || Ok(self.js(&format!("!!({expression})")).await? == Value::Bool(true))).await;
        match waited {
            Err(Failure::Waited { what, seconds, .. }) => {
                let name = std::thread::current().name().unwrap_or("test").replace("::", "-");
                let picture = self.screenshot(&format!("failed-{name}")).await;
                let picture = picture.map_or_else(|e| e.to_string(), |path| path.display().to_string());
                let text = self.js_text("document.body.innerText.slice(0, 1500)").await.unwrap_or_default();
                Err(Failure::Waited { what, seconds, seen: format!("picture: {picture}\nthe window says:\n{text}") })
            }
            other => other,
        }
    }

    /// Waits until something of this CSS selector can be seen.
    pub async fn wait_for(&self, css: &str) -> Result {
        let css_text = json!(css);
        let visible = format!("[...document.querySelectorAll({css_text})].some(e => e.getClientRects().length > 0)");
        self.wait_js(&format!("{css} to be there"), &visible).await
    }

    /// Waits until nothing of this CSS selector can be seen.
    pub async fn wait_gone(&self, css: &str) -> Result {
        let css_text = json!(css);
        let hidden = format!("![...document.querySelectorAll({css_text})].some(e => e.getClientRects().length > 0)");
        self.wait_js(&format!("{css} to be gone"), &hidden).await
    }

    /// Waits until the text of something contains these words.
    pub async fn wait_text(&self, css: &str, words: &str) -> Result {
        let test = format!(
            "[...document.querySelectorAll({})].some(e => (e.innerText ?? e.textContent).includes({}))",
            json!(css),
            json!(words)
        );
        self.wait_js(&format!("{css} to say {words:?}"), &test).await
    }

    /// The text of the first thing with this selector, as a person sees it.
    pub async fn text_of(&self, css: &str) -> Result<String> {
        self.wait_for(css).await?;
        self.js_text(&format!("document.querySelector({}).innerText", json!(css))).await
    }

    /// The page in the preview, as text.
    pub async fn preview_text(&self) -> Result<String> {
        self.js_text(&format!("{PREVIEW}?.innerText ?? ''")).await
    }

    /// Waits until the page in the preview contains these words.
    pub async fn wait_preview(&self, words: &str) -> Result {
        self.wait_js(
            &format!("the preview to say {words:?}"),
            &format!("{PREVIEW}?.innerText?.includes({})", json!(words)),
        )
        .await
    }

    /// Takes a picture into tests/artifacts/e2e.
    pub async fn screenshot(&self, name: &str) -> Result<PathBuf> {
        self.screenshot_to(&fixtures::root().join(format!("tests/artifacts/e2e/{name}.png"))).await
    }

    /// Takes a picture into a file.
    pub async fn screenshot_to(&self, path: &Path) -> Result<PathBuf> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // What the page has drawn last reaches the screen with the frame after it; a window that draws nothing has none.
        const DRAWN: &str = "const done = arguments[0]; setTimeout(done, 500);
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 30)));";
        self.client.execute_async(DRAWN, vec![]).await?;
        #[cfg(target_os = "linux")]
        if std::env::var_os("DISPLAY").is_some() {
            crate::screen::take(path)?;
            return Ok(path.to_owned());
        }
        std::fs::write(path, self.client.screenshot().await?)?;
        Ok(path.to_owned())
    }

    /// How many different colours are on the screen where the window is; none where there is no X server to ask.
    pub fn colours(&self) -> Result<Option<usize>> {
        #[cfg(target_os = "linux")]
        if std::env::var_os("DISPLAY").is_some() {
            return crate::screen::colours().map(Some);
        }
        Ok(None)
    }

    // ---- doing

    /// Clicks on the first thing with this selector.
    pub async fn click(&self, css: &str) -> Result {
        self.wait_for(css).await?;
        let element = self.client.find(Locator::Css(css)).await?;
        Ok(element.click().await?)
    }

    /// Clicks on the button, menu item or row that says or is called this.
    pub async fn click_named(&self, name: &str) -> Result {
        let find = format!("({FIND_NAMED})({})", json!(name));
        self.wait_js(&format!("something called {name:?} to click on"), &format!("{find} !== null")).await?;
        let element = self.client.execute(&format!("return {find}"), vec![]).await?;
        // An element travels as an object of one entry, whose value is its number in the page.
        let number = element.as_object().and_then(|object| object.values().next()?.as_str());
        let number = number.ok_or_else(|| Failure::Program(format!("{name:?} has gone")))?.to_owned();
        Ok(Element::from_element_id(self.client.clone(), number.into()).click().await?)
    }

    /// Presses a combination of keys, as in `Control+Shift+p`.
    pub async fn keys(&self, combination: &str) -> Result {
        self.client.perform_actions(keys::combination(combination)?).await?;
        Ok(self.client.release_actions().await?)
    }

    /// Types into whatever has the focus, letter by letter.
    pub async fn type_text(&self, text: &str) -> Result {
        self.type_slowly(text, Duration::ZERO).await
    }

    /// Types with a pause after each letter.
    pub async fn type_slowly(&self, text: &str, pause: Duration) -> Result {
        Ok(self.client.perform_actions(keys::typing(text, pause)).await?)
    }

    /// Pastes into whatever has the focus, as if the clipboard held this.
    pub async fn paste(&self, text: &str, html: Option<&str>) -> Result {
        const PASTE: &str = "
            const data = new DataTransfer();
            data.setData('text/plain', arguments[0]);
            if (arguments[1] !== null) data.setData('text/html', arguments[1]);
            const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
            return event.defaultPrevented;";
        self.client.execute(PASTE, vec![json!(text), json!(html)]).await?;
        Ok(())
    }

    /// Puts a text on the real clipboard and pastes it with Control V.
    pub async fn paste_by_keyboard(&self, text: &str, html: Option<&str>) -> Result {
        // The page may put something on the clipboard only when a person presses the keys for it.
        const PREPARE: &str = "
            const area = Object.assign(document.createElement('textarea'), { value: 'x', id: 'testkit-copy' });
            area.before = document.activeElement;
            document.body.append(area);
            area.select();
            document.addEventListener('copy', event => {
                event.clipboardData.setData('text/plain', arguments[0]);
                if (arguments[1] !== null) event.clipboardData.setData('text/html', arguments[1]);
                event.preventDefault();
                event.stopImmediatePropagation();
                area.value = 'copied';
            }, { once: true, capture: true });";
        const AREA: &str = "document.getElementById('testkit-copy')";
        self.client.execute(PREPARE, vec![json!(text), json!(html)]).await?;
        self.keys("Control+c").await?;
        self.wait_js("the clipboard to take the text", &format!("{AREA}.value === 'copied'")).await?;
        self.client.execute(&format!("const area = {AREA}; area.remove(); area.before?.focus();"), vec![]).await?;
        self.keys("Control+v").await
    }

    /// Calls a command of the desk as the page does, and gives its answer.
    pub async fn call(&self, command: &str, input: Value) -> Result<Value> {
        const CALL: &str = "
            const [name, input, done] = arguments;
            window.__TAURI_INTERNALS__.invoke(name, { input }).then(
                value => done({ value: value ?? null }), error => done({ error }));";
        Ok(self.client.execute_async(CALL, vec![json!(command), input]).await?)
    }

    // ---- ending

    /// Ends the window as a power cut does: at once, in the middle of whatever it does.
    pub fn kill9(self) {
        kill(self.pid);
    }

    /// Asks the program to end, as a person does, and waits until it has.
    pub async fn quit(self) -> Result {
        // The answer never comes when the program is quicker than the driver.
        let asked = self.keys("Control+q");
        let _ = tokio::time::timeout(Duration::from_secs(2), asked).await;
        self.ended().await
    }

    /// Presses the window's close button, and waits until the program has ended.
    #[cfg(target_os = "linux")]
    pub async fn close(self) -> Result {
        let pid = self.pid;
        until("a window that can be closed", async || crate::screen::close(pid)).await?;
        self.ended().await
    }

    /// Sends the signal with which a system ends a session, and waits until the program has ended.
    pub async fn terminate(self) -> Result {
        signal(self.pid, "-TERM");
        self.ended().await
    }

    async fn ended(self) -> Result {
        let pid = self.pid;
        until("the window to end", async || Ok(!runs(pid))).await?;
        drop(self.driver);
        Ok(())
    }
}

/// The document's body in the preview's frame.
const PREVIEW: &str = "document.querySelector('iframe')?.contentDocument?.body";

/// Finds what is called so: its accessible name, or its text, whole before part.
const FIND_NAMED: &str = "name => {
    const all = [...document.querySelectorAll('button, a, [role], summary, label, option, input')]
        .filter(e => e.getClientRects().length > 0);
    const called = e => [e.getAttribute('aria-label'), e.title, e.innerText, e.value]
        .filter(Boolean).map(t => t.replace(/\\s+/g, ' ').trim());
    return all.find(e => called(e).includes(name)) ?? all.reverse().find(e => called(e).some(t => t.startsWith(name))) ?? null;
}";
