import { described } from "@/lib/api/described";
import { dashboardShape } from "@/lib/dashboard/dashboard-shape";
import { readDashboard } from "@/lib/dashboard/queries";
import { json } from "@/lib/http";

export const GET = described(
  { name: "dashboard.read", summary: "What the dashboard shows.", answers: { 200: dashboardShape } },
  async ({ actor }) => json(await readDashboard(actor)),
);
