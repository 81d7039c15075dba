import { ChooseDialog } from "./choose-dialog";
import { dialog } from "./contracts.state";
import { EndDialog } from "./end-dialog";
import { SignDialog } from "./sign-form";
import { SupplementDialog } from "./supplement-dialog";

/** The form that is open, if any. */
export function ContractDialogs() {
  const open = dialog.value;
  switch (open?.kind) {
    case "choose":
      return <ChooseDialog />;
    case "sign":
      return <SignDialog allocationId={open.allocationId} />;
    case "supplement":
      return <SupplementDialog contract={open.sheet} />;
    case "end":
      return <EndDialog contract={open.sheet} />;
    default:
      return null;
  }
}
