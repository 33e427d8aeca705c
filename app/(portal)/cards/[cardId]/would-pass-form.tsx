"use client";

import { CircleCheck, CircleX } from "lucide-react";
import { useEffect, useState } from "react";
import { MoneyField } from "@/app/_forms/money-field";
import { ComboboxField } from "@/components/ui/form/combobox-field";
import { type Option, SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { readAmount } from "@/lib/fields/typed-amount";
import { merchantCategoryGroups } from "@/lib/merchant-categories/merchant-categories";
import type { WouldPass } from "@/lib/transactions/would-pass/explain";

interface WouldPassFormProps {
  cardId: number;
  currency: string;
  countries: readonly Option[];
}

const categories: readonly Option[] = merchantCategoryGroups.flatMap((group) =>
  group.categories.map(({ code, name }) => ({ value: code, label: name, hint: code })),
);
const answerAfterMilliseconds = 300;

type Answer = WouldPass | { readonly problem: string };

/** Asks whether a purchase would pass, and answers as one types. */
export function WouldPassForm({ cardId, currency, countries }: WouldPassFormProps) {
  const [asked, setAsked] = useState({
    amount: "",
    merchant: "",
    mcc: "5812",
    country: "USA",
    channel: "online",
  });
  const [answer, setAnswer] = useState<Answer | null>(null);
  const set = (name: keyof typeof asked) => (value: string) =>
    setAsked((before) => ({ ...before, [name]: value }));

  useEffect(() => {
    if (asked.amount.trim() === "" || asked.mcc === "") {
      setAnswer(null);
      return;
    }
    const amount = readAmount(asked.amount, currency);
    if (typeof amount !== "bigint") {
      setAnswer({ problem: amount.fault });
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      ask(cardId, { ...asked, amount: Number(amount) }, stop.signal).then(setAnswer, () => {
        if (!stop.signal.aborted) setAnswer({ problem: "No answer came. Change something to ask again." });
      });
    }, answerAfterMilliseconds);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, cardId, currency]);

  return (
    <div className="grid gap-x-10 gap-y-5 rounded-surface bg-sunken p-4 sm:p-5 lg:grid-cols-2">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <MoneyField
          label="Amount"
          name="amount"
          currency={currency}
          onChange={(event) => set("amount")(event.target.value)}
        />
        <TextField
          label="Merchant"
          name="merchant"
          optional
          maxLength={25}
          autoComplete="off"
          onChange={(event) => set("merchant")(event.target.value)}
        />
        <div className="sm:col-span-2">
          <ComboboxField
            label="Category"
            name="mcc"
            options={categories}
            defaultValue={asked.mcc}
            placeholder="Type a category or its code"
            onChoose={(option) => set("mcc")(option?.value ?? "")}
          />
        </div>
        <SelectField
          label="Country"
          name="country"
          options={countries}
          defaultValue={asked.country}
          onChange={(event) => set("country")(event.target.value)}
        />
        <SelectField
          label="How"
          name="channel"
          options={[
            { value: "online", label: "Online" },
            { value: "in_person", label: "In person" },
          ]}
          defaultValue={asked.channel}
          onChange={(event) => set("channel")(event.target.value)}
        />
      </div>
      <div role="status" className="grid content-start gap-1">
        {answer === null ? (
          <p className="text-muted">Enter an amount. The answer appears here.</p>
        ) : "problem" in answer ? (
          <p className="text-muted">{answer.problem}</p>
        ) : (
          <Verdict answer={answer} />
        )}
      </div>
    </div>
  );
}

function Verdict({ answer: { passes, reason } }: { answer: WouldPass }) {
  return (
    <>
      <p className="flex items-center gap-2 font-semibold text-lg">
        {passes ? (
          <CircleCheck aria-hidden="true" className="size-5 text-positive" />
        ) : (
          <CircleX aria-hidden="true" className="size-5 text-negative" />
        )}
        {passes ? "Yes, it would pass" : "No, it would decline"}
      </p>
      {passes ? null : <p>{reason}</p>}
    </>
  );
}

async function ask(cardId: number, body: object, signal: AbortSignal): Promise<Answer> {
  const answer = await fetch(`/api/cards/${cardId}/would-pass`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  const said = await answer.json();
  return answer.ok ? said : { problem: said.detail ?? "This could not be checked." };
}
