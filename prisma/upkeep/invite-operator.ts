// npm run operator:invite -- name@company.com: prints a link that lets somebody in as an operator of
// the platform. For a portal whose operators can no longer sign in.

import { lifetimeText } from "@/lib/auth/links/one-time-link.ts";
import { connection } from "@/lib/db/client.ts";
import { AppError } from "@/lib/errors.ts";
import { letOperatorIn } from "@/lib/operators/invite-operator.ts";

const [email, ...others] = process.argv.slice(2);
if (email === undefined || others.length > 0) {
  console.error("Say whom: npm run operator:invite -- name@company.com");
  process.exit(2);
}
try {
  const { link, purpose } = await letOperatorIn(email);
  console.log(
    purpose === "invitation"
      ? `${email} becomes an operator with this link:`
      : `${email} chooses a new password with this link. The old one and their second factors no longer work:`,
  );
  console.log(`\n  ${link}\n`);
  console.log(`It works once, for ${lifetimeText(purpose)}, and is shown only here.`);
} catch (error) {
  if (!(error instanceof AppError)) throw error;
  console.error(error.fields?.email ?? error.reason);
  process.exitCode = 1;
} finally {
  await connection().close();
}
