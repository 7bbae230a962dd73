(() => {
  const view = document.querySelector(".view");
  if (!view) return;
  const sliders = document.querySelectorAll(".slider");
  const show = () => {
    const over = view.elements.view.value === "over";
    document.body.classList.toggle("over", over);
    document.body.classList.toggle("no-outline", !view.elements.outline.checked);
    sliders.forEach((slider) => { slider.hidden = !over; });
  };
  view.hidden = false;
  view.addEventListener("change", show);
  sliders.forEach((slider) => {
    const range = slider.querySelector("input");
    const move = () => {
      slider.parentElement.style.setProperty("--at", range.value + "%");
      range.setAttribute("aria-valuetext", (100 - range.value) + "% of the page as it is now");
    };
    range.addEventListener("input", move);
    move();
  });
  show();
})();
