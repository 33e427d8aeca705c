import { z } from "zod";
import { command } from "@/lib/command.ts";
import { seenVersion } from "@/lib/fields/column.ts";
import { type SettingName, settings } from "./setting.ts";

type SettingValue = z.output<(typeof settings)[SettingName]["value"]>;

const names = Object.keys(settings) as [SettingName, ...SettingName[]];

// Checked before anything else looks into it: a value of any depth can come in, but only what a setting takes goes on.
const checkedSetting = z
  .strictObject({
    name: z.enum(names, { error: "There is no such setting." }),
    value: z.unknown(),
    version: seenVersion,
  })
  .transform(({ name, value, version }, context) => {
    const checked = settings[name].value.safeParse(value);
    if (checked.success) return { name, value: checked.data as SettingValue, version };
    context.addIssue({
      code: "custom",
      path: ["value"],
      message: checked.error.issues[0]?.message ?? "This cannot be used.",
    });
    return z.NEVER;
  });

/** Sets one choice of the business. The value is checked against the rule of that setting. */
export const setSetting = command({
  name: "setting.set",
  input: checkedSetting,
  async run({ db, input: { name, value, version } }) {
    await db.lockAccount();
    const present = await db.read.accountSetting.findFirst({ where: { name } });
    const setting = present
      ? await db.update("AccountSetting", await db.findForUpdate("AccountSetting", present.id, version), {
          value: wrapped(value),
        })
      : await db.insert("AccountSetting", { name, value: wrapped(value) });
    return { name, version: setting.version };
  },
});

// A bare null would mean "no value" to the database.
const wrapped = (value: SettingValue) => ({ value });
