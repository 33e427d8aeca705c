import { noteVoid, voidPurchase } from "@/lib/sandbox/void-purchase";
import { purchaseVerb } from "../purchase-verb";

export const POST = purchaseVerb(
  noteVoid,
  voidPurchase,
  "Simulates that the merchant gives up a pending purchase, by default in full.",
);
