/** What a rule sees of an authorization. Amounts are cents, negative for a credit. */
export interface Purchase {
  readonly amount: number;
  readonly cash: number;
  readonly mcc: string;
  readonly country: string;
  readonly currency: string;
  readonly merchantId: string;
  readonly descriptor: string;
  readonly panEntryMode: string;
}
