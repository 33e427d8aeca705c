import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

/** A mail server that keeps what it gets. */
export interface TestInbox {
  /** For SMTP_URL. */
  readonly url: string;
  /** The link in the newest mail to an address. Undefined until there is one. */
  linkTo(address: string): string | undefined;
  close(): Promise<void>;
}

export async function openTestInbox(): Promise<TestInbox> {
  const mails: { readonly to: string; readonly body: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    onData(stream, { envelope }, done) {
      void text(stream).then((body) => {
        mails.unshift({ to: envelope.rcptTo[0]?.address ?? "", body });
        done();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    linkTo: (address) => {
      const body = mails.find(({ to }) => to === address)?.body ?? "";
      // Quoted-printable (RFC 2045, 6.7) folds long lines and escapes "=".
      const plain = body.replace(/=\r?\n/g, "").replaceAll("=3D", "=");
      return /http:\S+\?token=[\w-]+/.exec(plain)?.[0];
    },
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}
