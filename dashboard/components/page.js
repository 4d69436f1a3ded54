// What Streamlit does not do: go to the section that the address names, fit charts to a narrow window, copy a text, and show what the
// pointer is on below a chart, where it covers no bar. Texts are written as text, never as markup.
// Streamlit drops a script in which a tag could begin: the sign that begins one is written as \x3c.
if (location.hash && !location.hash.startsWith("#key=") && !window.qbSection) {
  window.qbSection = true;
  const look = new MutationObserver(() => {
    const section = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const app = document.querySelector("[data-testid=stApp]");
    if (section && app && app.dataset.testScriptState === "notRunning") { look.disconnect(); section.scrollIntoView(); }
  });
  look.observe(document.body, {subtree: true, childList: true, attributes: true});
}
// A chart that is narrow has another layout, which the figure itself carries; what it replaces is kept for when the window is wide.
window.qbFit ??= (figure, place) => {
  const {layout, data} = figure ?? {};
  const narrow = layout?.meta?.narrow, wide = layout?.meta?.wide;
  const isNarrow = 540 > (layout?.width || place.parentElement?.clientWidth || 540);
  if (!narrow || isNarrow === Boolean(wide)) return figure;
  for (let box = place.parentElement; box; box = box.dataset.testid === "stElementContainer" ? null : box.parentElement) {
    box.style.minHeight = isNarrow && narrow.layout.height ? narrow.layout.height + "px" : "";  // Streamlit draws as high as its box
  }
  const pick = (from, keys) => Object.fromEntries(Object.keys(keys).map(key => [key, from[key]]));
  const now = isNarrow ? narrow : wide;
  const before = isNarrow && {layout: pick(layout, narrow.layout), data: data.map((part, n) => pick(part, narrow.data[n]))};
  return {
    ...figure,
    data: data.map((part, n) => ({...part, ...now.data[n]})),
    layout: {...layout, ...now.layout, meta: {narrow, wide: before}},
  };
};
if (!window.qbCopies) {
  window.qbCopies = true;
  document.addEventListener("click", async event => {
    const button = event.target.closest?.(".qb-copy");
    if (!button) return;
    const box = button.closest(".qb"), text = box.querySelector(".qb-text");
    const select = () => { getSelection().selectAllChildren(text); return document.execCommand("copy"); };  // without TLS, all there is
    const copied = await navigator.clipboard?.writeText(text.textContent).then(() => true, () => false) || select();
    box.querySelector("[role=status]").textContent = copied ? "Copied." : "It is selected: press Ctrl+C or Cmd+C.";
  });
}
if (!window.qbCaptions) {
  window.qbCaptions = true;
  const plain = html => {
    const entities = {"&lt;": "\x3c", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&"};
    return html.replace(/\x3c\/?[bi]>/g, "").replace(/&(?:lt|gt|quot|#x27|amp);/g, one => entities[one]);
  };
  const hide = () => document.querySelector(".qb-caption")?.remove();
  const show = (chart, text) => {
    const [title, ...rest] = text.split("\x3cbr>");
    const caption = document.querySelector(".qb-caption") || document.body.appendChild(document.createElement("div"));
    caption.className = "qb-caption";
    const name = document.createElement("b");
    name.textContent = plain(title);
    const examples = document.createElement("i");
    examples.textContent = rest.filter(line => line.startsWith("\x3ci>")).map(plain).join(" · ");
    caption.replaceChildren(name, " " + rest.filter(line => !line.startsWith("\x3ci>")).map(plain).join("; ") + " ", examples);
    const {backgroundColor, color} = getComputedStyle(document.querySelector("[data-testid=stApp]"));
    const box = chart.getBoundingClientRect();
    Object.assign(caption.style, {backgroundColor, color, left: box.left + "px", width: box.width + "px"});
    caption.style.top = Math.min(box.bottom - 6, innerHeight - caption.offsetHeight - 4) + "px";
  };
  const attach = plot => {
    const chart = plot.closest("[data-testid=stPlotlyChart]");
    if (!plot.on || !chart || plot.qbAttached) return;
    plot.qbAttached = true;
    plot.on("plotly_hover", event => {
      const point = event.points[0];
      const text = point.hovertext ?? [].concat(point.data.hovertext ?? [])[point.pointNumber];
      if (typeof text === "string" && text) show(chart, text);
    });
    plot.on("plotly_unhover", hide);
  };
  document.addEventListener("pointerover", event => {
    const plot = event.target.closest?.(".js-plotly-plot");
    if (plot) attach(plot); else hide();
  }, true);
  document.addEventListener("scroll", hide, true);
}
