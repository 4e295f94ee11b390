/** Whether a text of an address can be a row's id at all; what cannot be one does not exist. */
export const isId = (text: string | undefined): text is string =>
  /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/iu.test(text ?? "");
