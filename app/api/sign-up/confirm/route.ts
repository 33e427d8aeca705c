import { deviceToken } from "@/lib/auth/sign-in/device-cookie";
import { enterPortal } from "@/lib/auth/sign-in/enter-portal";
import { openEndpoint } from "@/lib/http/open-endpoint";
import { confirmInput, confirmSignUp } from "@/lib/sign-up/confirm-sign-up";

export const POST = openEndpoint(
  {
    name: "sign-up.confirm",
    summary:
      "Signs up a business with the token of the link from the mail, and a password for its owner. Sets a session cookie.",
    body: confirmInput,
  },
  async (body, origin) => {
    const device = await deviceToken();
    const { userId, token } = await confirmSignUp(body, { ...origin, device });
    await enterPortal(userId, token, device);
  },
);
