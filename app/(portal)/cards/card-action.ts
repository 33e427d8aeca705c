import { actorAt } from "@/lib/auth/operator-access";
import { formKey, formNumber, formText } from "@/lib/http/form";
import { type Done, type FormAction, formAction } from "@/lib/http/server-action";
import { type InputReader, inputFrom, type Verb } from "@/lib/http/verb-action";

interface OneCard {
  readonly cardId: number;
  readonly version?: number | undefined;
}

/** Makes the server action of a verb on one card, in the card's business. Reads `fields` besides
 *  the card and its version. `{card}` in `done` becomes the card's name. */
export function cardAction<Input extends OneCard, Answer>(
  verb: Verb<Input, Answer>,
  fields: InputReader<Omit<Input, keyof OneCard>>,
  done: string | ((answer: Answer) => Done),
): FormAction {
  return formAction(async (actor, form, currency) => {
    const cardId = formNumber(form, "cardId");
    const card = { cardId, version: formNumber(form, "version") };
    const input = { ...inputFrom(fields, form, currency), ...card } as Input;
    const answer = await verb(await actorAt(actor, "Card", cardId), input, formKey(form));
    if (typeof done === "function") return done(answer);
    return { message: done.replace("{card}", () => formText(form, "cardName") || "the card") };
  });
}
