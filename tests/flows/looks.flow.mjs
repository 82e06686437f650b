/** Pictures of the window, in both themes and the sizes of the design, each of them checked by axe. */
const views = [
  ["piece", "", async () => undefined],
  ["empty", "blank", async () => undefined],
  ["palette", "", async (room) => { await room.key("Control+Shift+p"); await room.type("he"); await room.sees("[role=option]", "Heading"); }],
  ["menu", "", async (room) => { await room.key("Alt+v"); await room.sees("[role=menu]", "Desk"); }],
  ["export", "", async (room) => { await room.key("Control+Shift+e"); await room.sees("#pane-export", "Goes out"); }],
  ["settings", "", async (room) => { await room.key("Control+,"); await room.sees(".dialog", "Settings"); }],
];

export const tests = Object.fromEntries(
  ["light", "dark"].flatMap((theme) => [[1280, 800], [960, 640]].map(([w, h]) => [
    `every view is sound in ${theme}, ${w} × ${h}`,
    async (room) => {
      for (const [name, query, act] of views) {
        await room.open(`theme=${theme}${query ? `&${query}` : ""}`, w, h);
        await act(room);
        await room.accessible(`${name}, ${theme}, ${w} × ${h}`);
        await room.picture(`${name}-${theme}-${w}x${h}`);
      }
    },
  ])),
);
