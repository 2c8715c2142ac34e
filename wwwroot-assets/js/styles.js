// The content policy refuses style elements that are written into a page. MudBlazor makes one for the fading of each toast, by script:
// those of this page's own scripts get its nonce. What arrives as markup does not pass here.
(() => {
  const nonce = document.currentScript.nonce;
  const create = Document.prototype.createElement;
  Document.prototype.createElement = function (name, ...rest) {
    const element = create.call(this, name, ...rest);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
})();
