import { actingIn } from "@/lib/auth/actor";
import { formKey, formNumber } from "@/lib/http/form";
import { type FormAction, formAction } from "@/lib/http/server-action";
import { type InputReader, inputFrom, type Verb } from "@/lib/http/verb-action";

/** Makes the server action of a verb. The form names the business. */
export function accountAction<Input>(
  verb: Verb<Input, unknown>,
  fields: InputReader<Input>,
  message: string,
): FormAction {
  return formAction(async (actor, form, currency) => {
    const input = inputFrom(fields, form, currency);
    await verb(actingIn(actor, formNumber(form, "accountId")), input, formKey(form));
    return { message };
  });
}
