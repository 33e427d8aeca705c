import { dashboardShape } from "@/lib/dashboard/dashboard-shape";
import { readDashboard } from "@/lib/dashboard/queries";
import { described } from "@/lib/http/described";
import { json } from "@/lib/http/route-handler";

export const GET = described(
  {
    name: "dashboard.read",
    summary: "Returns the figures of the dashboard.",
    answers: { 200: dashboardShape },
  },
  async ({ actor }) => json(await readDashboard(actor)),
);
