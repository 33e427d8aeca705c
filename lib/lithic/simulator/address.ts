import { z } from "zod";

const country = z.string().length(3, "must be three letters (ISO 3166-1 alpha-3)");

/** The address of a person or a business. */
export const address = z.strictObject({
  address1: z.string().min(1),
  address2: z.string().optional(),
  city: z.string().min(1),
  state: z.string(),
  postal_code: z.string().min(1),
  country,
});

export const phoneNumber = z.string().regex(/^\+[1-9]\d{6,14}$/, "must be in E.164 form");

/** The shipping address of a physical card, within the lengths that fit the card and the label. */
export const shippingAddress = z
  .strictObject({
    first_name: z.string().min(1).max(24),
    last_name: z.string().min(1).max(24),
    address1: z.string().min(1).max(40),
    address2: z.string().min(1).max(40).optional(),
    city: z.string().min(1).max(30),
    state: z.string().max(24),
    postal_code: z.string().min(1).max(12),
    country,
    email: z.string().min(5).max(50).optional(),
    phone_number: phoneNumber.max(16).optional(),
    line2_text: z.string().max(26).optional(),
  })
  .refine(
    ({ first_name, last_name }) => first_name.length + last_name.length <= 25,
    "first_name and last_name are at most 25 characters together",
  );
