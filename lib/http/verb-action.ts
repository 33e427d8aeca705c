import type { Actor } from "@/lib/auth/actor.ts";
import type { CallOptions } from "@/lib/command.ts";
import { formKey } from "./form.ts";
import { type Done, type FormAction, formAction } from "./server-action.ts";

/** A command as a form calls it. */
export type Verb<Input, Answer> = (actor: Actor, input: Input, options?: CallOptions) => Promise<Answer>;

/** Reads an input from a form, either with one reader for each field or with one function. */
export type InputReader<Input> =
  | { readonly [Field in keyof Input]: (form: FormData, name: string, currency: string) => Input[Field] }
  | ((form: FormData, currency: string) => Input);

/** Reads the input of a verb from its form. Throws what the readers throw. */
export function inputFrom<Input>(reader: InputReader<Input>, form: FormData, currency: string): Input {
  if (typeof reader === "function") return reader(form, currency);
  const fields = Object.entries(reader) as [string, (...read: [FormData, string, string]) => unknown][];
  return Object.fromEntries(fields.map(([name, read]) => [name, read(form, name, currency)])) as Input;
}

/** Makes the server action of a verb. It reads the input, runs the verb, and decides where the
 *  form leads. */
export function verbAction<Input, Answer>(
  verb: Verb<Input, Answer>,
  reader: InputReader<Input>,
  done: (answer: Answer, input: Input, actor: Actor) => Done | Promise<Done>,
): FormAction {
  return formAction(async (actor, form, currency) => {
    const input = inputFrom(reader, form, currency);
    return done(await verb(actor, input, formKey(form)), input, actor);
  });
}
