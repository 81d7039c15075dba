import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../api/problem";
import { messages } from "../locale/language";
import { ConfirmHost } from "../ui/dialog";
import { ErrorState, LoadingState } from "../ui/states";
import { ToastHost } from "../ui/toast";
import { loadSession, passwordDue, session } from "./session";
import { Shell } from "./shell";
import { SlotOf } from "./slot";
import { loadTerms } from "./terms";
import { loadZone, zoneMissing } from "./zone";

const m = messages({ opening: ["正在打开…", "Opening…"] });

/** The whole page: opening, signed out, nothing registered yet, or the desk. */
export function DeskPage() {
  const [failure, setFailure] = useState<unknown>(null);
  const open = () => {
    setFailure(null);
    Promise.allSettled([loadSession(), loadZone(), loadTerms()]).then((answers) => {
      const refused = answers.find((answer) => answer.status === "rejected");
      if (refused && !passwordDue.value) setFailure(refused.reason);
    });
  };
  useEffect(() => {
    if (!passwordDue.value) open();
  }, [passwordDue.value]);
  if (failure) {
    return (
      <div class="fullscreen-state">
        <ErrorState text={sentenceOf(failure)} onRetry={open} />
      </div>
    );
  }
  if (!session.value) {
    return (
      <div class="fullscreen-state">
        <LoadingState label={m.opening()} />
      </div>
    );
  }
  if (!session.value.signed_in) {
    return (
      <>
        <SlotOf name={passwordDue.value ? "overlay" : "signed-out"} />
        <ConfirmHost />
        <ToastHost />
      </>
    );
  }
  if (zoneMissing.value) {
    return (
      <>
        <SlotOf name="no-zone" />
        <ConfirmHost />
        <ToastHost />
      </>
    );
  }
  return <Shell />;
}
