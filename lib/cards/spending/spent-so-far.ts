import { amountValue, connection } from "@/lib/db/client.ts";
