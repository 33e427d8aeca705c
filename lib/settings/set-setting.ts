import { z } from "zod";
import { seenVersion } from "@/lib/column.ts";
import { command } from "@/lib/command.ts";
import { invalidField } from "@/lib/errors.ts";
import type { Prisma } from "@/prisma/generated/sqlite/client.ts";
import { type SettingName, settings } from "./setting.ts";

const names = Object.keys(settings) as [SettingName, ...SettingName[]];

/** Sets one choice of the business. The value is checked against the rule of that setting. */
export const setSetting = command({
  name: "setting.set",
  input: z.strictObject({ name: z.enum(names, { error: "There is no such setting." }), value: z.json(), version: seenVersion }),
  async run({ db, input: { name, value, version } }) {
    const checked = settings[name].value.safeParse(value);
    if (!checked.success) throw invalidField("value", checked.error.issues[0]?.message ?? "This cannot be used.");
    const chosen = JSON.parse(JSON.stringify(checked.data)) as Prisma.InputJsonValue;
    await db.alone();
    const present = await db.read.accountSetting.findFirst({ where: { name } });
    const setting = present
      ? await db.update("AccountSetting", await db.take("AccountSetting", present.id, version), { value: wrapped(chosen) })
      : await db.insert("AccountSetting", { name, value: wrapped(chosen) });
    return { name, version: setting.version };
  },
});

// A bare null would mean "no value" to the database.
const wrapped = (value: Prisma.InputJsonValue): Prisma.InputJsonValue => ({ value });
