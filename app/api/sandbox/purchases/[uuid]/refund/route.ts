import { noteRefund, refundPurchase } from "@/lib/sandbox/refund-purchase";
import { purchaseVerb } from "../purchase-verb";

export const POST = purchaseVerb(
  noteRefund,
  refundPurchase,
  "Simulates that the merchant pays a settled purchase back, by default in full.",
);
