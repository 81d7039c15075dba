import {
  EndDialog,
  MistakeDialog,
  PublishDialog,
  ReofferDialog,
  RevokeDialog,
  WithdrawApplicationDialog,
} from "./act-dialogs";
import { ApplicationDialog } from "./application-form";
import { DecideDialog, LotsDialog, ResultDialog } from "./decide-dialogs";
import { DraftDialog, ReviseDialog } from "./listing-form";
import { PlansDialog } from "./plans-dialog";
import { dialog } from "./supply.state";

/** The form that is open, if any. */
export function SupplyDialogs() {
  const open = dialog.value;
  switch (open?.kind) {
    case "draft":
      return <DraftDialog plotId={open.plotId} planItemId={open.planItemId} />;
    case "revise":
      return <ReviseDialog listing={open.listing} />;
    case "publish":
      return <PublishDialog listing={open.listing} />;
    case "end":
      return <EndDialog listing={open.listing} how={open.how} />;
    case "reoffer":
      return <ReofferDialog listing={open.listing} />;
    case "apply":
      return <ApplicationDialog listing={open.listing} application={open.application} />;
    case "mistake":
      return <MistakeDialog listing={open.listing} />;
    case "withdraw-application":
      return <WithdrawApplicationDialog application={open.application} />;
    case "lots":
      return <LotsDialog listing={open.listing} />;
    case "decide":
      return <DecideDialog listing={open.listing} />;
    case "result":
      return <ResultDialog listing={open.listing} allocation={open.allocation} />;
    case "revoke":
      return <RevokeDialog listing={open.listing} allocation={open.allocation} />;
    case "plans":
      return <PlansDialog />;
    default:
      return null;
  }
}
