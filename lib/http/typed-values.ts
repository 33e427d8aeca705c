/** What was typed into a form, by field, without passwords, tokens and files. Commas join what was
 *  chosen more than once. */
export function typedValues(form: FormData): Record<string, string> {
  const names = [...new Set(form.keys())].filter((name) => !/^\$ACTION|password|token/i.test(name));
  const texts = (name: string) => form.getAll(name).filter((value) => typeof value === "string");
  return Object.fromEntries(names.map((name) => [name, texts(name).join()]));
}
