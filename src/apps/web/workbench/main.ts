import { mount, unmount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import { whenSignedOut } from "./api.ts";
import App from "./App.svelte";

const target = document.getElementById("workbench");
if (target === null) throw new Error("the page has no place for the workbench");
const app = mount(App, { target });

let isOut = false;
whenSignedOut(() => {
  if (isOut) return;
  isOut = true;
  void import("./ui/SignIn.svelte").then(async ({ default: SignIn }) => {
    await unmount(app);
    mount(SignIn, { target });
  });
});
