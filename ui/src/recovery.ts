import { mount } from "svelte";
import "./styles/index.css";
import Recovery from "./features/recovery/Recovery.svelte";
import { loadPlatform } from "./platform";

const target = document.getElementById("app");
if (!target) throw new Error("recovery.html has no #app");
mount(Recovery, { target, props: { platform: await loadPlatform() } });
