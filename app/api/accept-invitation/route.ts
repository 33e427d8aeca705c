import { openEndpoint } from "@/lib/http/open-endpoint";
import { acceptInput, acceptInvitation } from "@/lib/users/invitation/accept-invitation";

export const POST = openEndpoint(
  {
    name: "invitation.accept",
    summary: "Accepts an invitation with the token of its link: the name, and a password.",
    body: acceptInput,
  },
  acceptInvitation,
);
