import { useState } from "preact/hooks";
import { Problem, sentenceOf } from "../../api/problem";
import { passwordDue, shortestPassword, signOut, user } from "../../app/session";
import { Button } from "../../ui/button";
import { CancelButton, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { m } from "./messages";
import {
  changePassword,
  checkPassword,
  type PasswordEntries,
  type PasswordErrors,
  passwordIsAsked,
  passwordOpen,
} from "./password.state";

const fields = ["old", "fresh", "again"] as const;

/** Change one's own password: asked for from the menu, or forced when an administrator has set it. */
export function PasswordDialog() {
  return passwordIsAsked() ? <PasswordForm forced={passwordDue.value} /> : null;
}

function PasswordForm({ forced }: { forced: boolean }) {
  const [entries, setEntries] = useState<PasswordEntries>({ old: "", fresh: "", again: "" });
  const [errors, setErrors] = useState<PasswordErrors>({});
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const close = () => {
    if (!forced) passwordOpen.value = false;
  };
  const save = async (event: Event) => {
    event.preventDefault();
    const found = checkPassword(entries, user.value?.username ?? "");
    setErrors(found);
    setFailure(null);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    try {
      await changePassword(entries);
      passwordOpen.value = false;
      toast(m.changed());
    } catch (error) {
      if (error instanceof Problem && error.code === "account.old_password_wrong") setErrors({ old: error.sentence });
      else setFailure(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={forced ? m.forcedTitle() : m.changePassword()}
      onClose={close}
      closable={!forced}
      width={400}
      footer={
        <>
          {forced ? <Button onClick={() => signOut()}>{m.signOut()}</Button> : <CancelButton />}
          <Button kind="primary" type="submit" form="password-form" busy={busy}>
            {m.save()}
          </Button>
        </>
      }
    >
      <form id="password-form" class="form-column" onSubmit={save} noValidate>
        <p>{forced ? m.forcedText() : m.changeText()}</p>
        {failure && <Note tone="error">{failure}</Note>}
        {fields.map((name) => (
          <TextField
            key={name}
            type="password"
            label={m[name]()}
            value={entries[name]}
            onValue={(value) => setEntries({ ...entries, [name]: value })}
            error={errors[name]}
            hint={name === "fresh" ? m.freshHint(shortestPassword) : undefined}
            autocomplete={name === "old" ? "current-password" : "new-password"}
            required
          />
        ))}
      </form>
    </Dialog>
  );
}
