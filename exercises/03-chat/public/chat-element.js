/** The element of the page with this id. */
export const byId = (id) => document.getElementById(id);

/** Makes an element; strings among the children become text, never markup. */
export function make(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

/** A button that does this when it is pressed. */
export function makeButton(label, press) {
  const button = make('button', '', label);
  button.type = 'button';
  button.addEventListener('click', press);
  return button;
}

/** Gives an element the colour that belongs to a name, which is the same on every screen. */
export function tint(element, name) {
  let hash = 7;
  for (const letter of name) hash = (hash * 31 + letter.codePointAt(0)) % 9973;
  // The golden angle keeps names apart that differ in one letter.
  element.style.setProperty('--hue', ((hash * 137.5) % 360).toFixed(0));
  return element;
}

/** The round picture of a member: the first letter of the name, for the eye only. */
export function makePicture(name) {
  const picture = make('span', 'picture', name.slice(0, 1).toUpperCase());
  picture.ariaHidden = 'true';
  return tint(picture, name);
}
