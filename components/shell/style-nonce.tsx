"use client";

/*
 * A dialog keeps the page behind it from scrolling with a style that its library inserts. The page's policy takes
 * it only with the nonce of this answer, and this global name is where the library looks for that.
 */
if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}

/** Shows nothing; a page that has it can insert styles under its policy. */
export function StyleNonce() {
  return null;
}
