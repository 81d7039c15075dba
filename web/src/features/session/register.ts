import "./session.css";
import { registerPanel } from "../../app/registry";
import { PasswordDialog } from "./password-dialog";
import { SignIn } from "./sign-in";
import { UserMenu } from "./user-menu";

registerPanel({ id: "sign-in", slot: "signed-out", order: 10, component: SignIn });
registerPanel({ id: "user-menu", slot: "top-end", order: 90, component: UserMenu });
registerPanel({ id: "password", slot: "overlay", order: 90, component: PasswordDialog });
