// Takes each part of the first picture away as soon as Streamlit has drawn the same part of the page, and the rest when the page is
// at rest or shows something else. The picture of a chart goes into the place of that chart, and stays until Plotly has drawn it.
// Where headline and first card were drawn is kept for the next time that this page opens in a window as wide: filters wrap, and some
// pages have a choice of measures above the card.
{
  const first = document.getElementById("qb-first"), root = document.getElementById("root");
  const chart = first.querySelector(".qb-picture"), place = chart && ".st-key-" + chart.dataset.key;
  let tops = {};
  try { tops = JSON.parse(localStorage.getItem("qb-tops")) || {}; } catch { /* nothing is kept */ }
  const [width, top, gap] = tops[location.pathname] || [];
  if (width === innerWidth) {
    first.style.setProperty("--top", top + "px");
    first.style.setProperty("--notice", "0px");
    first.style.setProperty("--more", "0px");
    first.style.setProperty("--gap", gap + "px");
  }
  const keep = (kicker, figures, title) => {
    const [one, two, three] = [kicker, figures, title].map(part => part.getBoundingClientRect());
    const scrolled = kicker.closest("[data-testid=stMain]")?.scrollTop ?? 0;
    tops[location.pathname] = [innerWidth, Math.round(one.top + scrolled), Math.round(three.top - two.bottom)];
    try { localStorage.setItem("qb-tops", JSON.stringify(tops)); } catch { /* the next time begins where most do */ }
  };
  const parts = [...first.querySelectorAll("[data-until]")];
  const seen = selector => root.querySelector(selector);
  const end = () => {
    const drawnParts = [".qb-kicker", ".qb-figures", ".qb-title"].map(seen);
    if (drawnParts.every(Boolean)) keep(...drawnParts);
    look.disconnect();
    chart?.remove();
    first.remove();
    delete document.documentElement.dataset.qbFirst;
  };
  const look = new MutationObserver(() => {
    for (const part of parts) if (seen(part.dataset.until)) part.style.visibility = "hidden";
    const own = chart && seen(place);
    if (own && chart.parentElement !== own && !own.querySelector(".main-svg")) {
      own.style.position = "relative";
      own.append(chart);
    }
    const app = seen("[data-testid=stApp]");
    const rested = app?.dataset.testScriptState === "notRunning" && app.dataset.testConnectionState === "CONNECTED";
    const drawn = chart ? own?.querySelector(".main-svg") : seen(".qb-title");
    const other = seen("[data-testid=stException], .qb-empty") || document.querySelector("[role=dialog]");
    if (drawn || other || (rested && seen("[data-testid=stElementContainer]") && !seen("[data-testid=stSkeleton]"))) end();
  });
  document.documentElement.dataset.qbFirst = "";
  look.observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-test-script-state"]});
}
