import "./session.css";
import { part } from "../../app/part";
import { registerPanel } from "../../app/registry";
import { passwordIsAsked } from "./password.state";
import { sessionsOpen } from "./sessions.state";
import { UserMenu } from "./user-menu";

registerPanel({
  id: "sign-in",
  slot: "signed-out",
  order: 10,
  component: part(async () => (await import("./sign-in")).SignIn),
});
registerPanel({ id: "user-menu", slot: "top-end", order: 90, component: UserMenu });
registerPanel({
  id: "password",
  slot: "overlay",
  order: 90,
  component: part(async () => (await import("./password-dialog")).PasswordDialog),
  visible: passwordIsAsked,
});
registerPanel({
  id: "own-sessions",
  slot: "overlay",
  order: 80,
  component: part(async () => (await import("./sessions-dialog")).SessionsDialog),
  visible: () => sessionsOpen.value,
});
