import { Button } from "../../ui/button";
import { toast } from "../../ui/toast";
import { k } from "./messages";

/** A link one can select by hand, with a button that copies it. */
export function CopyLine({ label, address }: { label: string; address: string }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      toast(k.copied());
    } catch {
      toast(k.copyFailed(), "warning");
    }
  };
  return (
    <label class="copy-line">
      <span>{label}</span>
      <input class="input" readOnly value={address} onFocus={(event) => event.currentTarget.select()} />
      <Button icon="copy" onClick={copy}>
        {k.copy()}
      </Button>
    </label>
  );
}
