import { noteTip, tipPurchase } from "@/lib/sandbox/tip-purchase";
import { purchaseVerb } from "../purchase-verb";

export const POST = purchaseVerb(
  noteTip,
  tipPurchase,
  "Simulates that the merchant adds a tip to a pending purchase.",
);
