import { AccessFrame } from "@/app/(access)/access-frame";
import { Button } from "@/components/ui/control/button";
import { TextField } from "@/components/ui/form/text-field";

/** Asks for the code that opens setup. A plain form: the code belongs into the address, where the
 *  link in the terminal has it too. */
export function CodeForm({ typed, error }: { typed?: string; error?: string }) {
  return (
    <AccessFrame
      title="Set up this portal"
      summary="No one has an account yet. Open the link that the portal printed when it started, or enter its code."
    >
      <form action="/setup" className="grid gap-4">
        <TextField
          label="Setup code"
          name="code"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          maxLength={100}
          defaultValue={typed}
          error={error}
          hint="28 letters and digits, in groups of four."
        />
        <Button type="submit">Continue</Button>
      </form>
    </AccessFrame>
  );
}
