"use client";

import { Copy, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/app/_forms/confirm-dialog";
import { useShown } from "@/app/_forms/use-shown";
import { Button } from "@/components/ui/control/button";
import { SelectField } from "@/components/ui/form/select-field";
import { TextField } from "@/components/ui/form/text-field";
import { Notice } from "@/components/ui/layout/notice";
import { useCopy } from "@/components/ui/overlay/use-copy";
import { keyLifetimes } from "@/lib/api-keys/key-lifetimes";
import type { KeyRole } from "@/lib/auth/api-key/api-key";
import { maxLength } from "@/lib/fields/max-length";
import { roleLabels } from "@/lib/users/user";
import { createApiKeyAction } from "./actions";

/** Creates an API key and shows it once. */
export function CreateKey({ roles }: { roles: readonly KeyRole[] }) {
  const router = useRouter();
  const { shown, action } = useShown(createApiKeyAction, () => router.refresh());
  const copy = useCopy("API key copied", "Your browser does not allow copying. Select the key and copy it.");
  return (
    <div className="grid justify-items-start gap-4">
      <ConfirmDialog
        hidden={{}}
        action={action}
        title="Create an API key"
        text="The key is shown once. It stops working when it expires, when you revoke it, or when you lose access."
        verb="Create key"
        fields={["name", "role", "expiresInDays"]}
        opening={{
          trigger: (
            <Button>
              <Plus aria-hidden="true" />
              Create API key
            </Button>
          ),
        }}
      >
        {(failed) => (
          <>
            <TextField
              label="Name"
              name="name"
              hint="What you'll use it for, such as Payroll."
              error={failed?.fields.name}
              defaultValue={failed?.values.name}
              maxLength={maxLength("ApiKey", "name")}
              autoComplete="off"
              required
            />
            <SelectField
              label="Role"
              name="role"
              hint="What the key can access. It can't manage API keys or sign-in, or do what asks you to confirm it's you."
              error={failed?.fields.role}
              defaultValue={failed?.values.role ?? "analyst"}
              options={roles.map((role) => ({ value: role, label: roleLabels[role] }))}
            />
            <SelectField
              label="Expires in"
              name="expiresInDays"
              error={failed?.fields.expiresInDays}
              defaultValue={failed?.values.expiresInDays ?? "90"}
              options={keyLifetimes.map((days) => ({ value: String(days), label: `${days} days` }))}
            />
          </>
        )}
      </ConfirmDialog>
      {shown ? (
        <Notice tone="info">
          <div className="grid gap-2">
            <p>
              Copy the key <strong className="font-medium">{shown.name}</strong> now. It is not shown again.
            </p>
            <div className="flex flex-wrap items-center gap-3">
              <code className="wrap-anywhere font-mono text-sm">{shown.key}</code>
              <Button variant="outline" size="small" onClick={() => void copy(shown.key)}>
                <Copy aria-hidden="true" />
                Copy key
              </Button>
            </div>
          </div>
        </Notice>
      ) : null}
    </div>
  );
}
