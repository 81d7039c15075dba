import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { shortestPassword } from "../../app/session";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import type { Account } from "./account-entries";
import { dialog, resetPassword } from "./accounts.state";
import { m } from "./messages";
import { PasswordEntry } from "./password-entry";

export function ResetForm({ account }: { account: Account }) {
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<string | undefined>(undefined);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    dialog.value = null;
  };
  const save = async (event: Event) => {
    event.preventDefault();
    setWrong(password.length < shortestPassword ? m.shortPassword(shortestPassword) : undefined);
    if (password.length < shortestPassword) return;
    setBusy(true);
    try {
      await resetPassword(account, password);
      toast(m.passwordReset(account.username));
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={m.resetTitle(account.username)}
      onClose={close}
      width={460}
      footer={
        <>
          <CancelButton />
          <Button kind="primary" type="submit" form="reset-form" busy={busy}>
            {m.reset()}
          </Button>
        </>
      }
    >
      <form id="reset-form" class="form-column" onSubmit={save} noValidate>
        <p>{m.resetText()}</p>
        {failure && <Note tone="error">{failure}</Note>}
        <PasswordEntry label={m.newPassword()} value={password} error={wrong} onValue={setPassword} />
      </form>
    </Dialog>
  );
}
