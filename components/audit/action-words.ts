/** "register.begin-grants" as people say it: "begin grants". The code stays in the filter and in the export. */
export function actionInWords(action: string): string {
  return (action.split(".")[1] ?? action).replaceAll("-", " ");
}
