import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import App from "./App.svelte";

const target = document.getElementById("workbench");
if (target === null) throw new Error("the page has no place for the workbench");
mount(App, { target });
