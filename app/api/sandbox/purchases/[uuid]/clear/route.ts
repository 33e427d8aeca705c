import { clearPurchase, noteClear } from "@/lib/sandbox/clear-purchase";
import { purchaseVerb } from "../purchase-verb";

export const POST = purchaseVerb(
  noteClear,
  clearPurchase,
  "Simulates that the merchant collects a purchase, by default in full.",
);
