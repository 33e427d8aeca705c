import { z } from "zod";
import { command } from "@/lib/command.ts";
import { seenVersion } from "@/lib/fields/column.ts";
import { type SettingName, settings } from "./setting.ts";

type SettingValue = z.output<(typeof settings)[SettingName]["value"]>;

const names = Object.keys(settings) as [SettingName, ...SettingName[]];

// Checked before anything else reads the input: the value can have any depth, and only a valid
// setting passes.
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

/** Changes one setting of the business. The value must satisfy that setting's rule. */
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

// The database would read a bare null as "no value".
const wrapped = (value: SettingValue) => ({ value });
