import { mount } from 'svelte'
import App from './App.svelte'
import { first } from './lib/first'
import './styles/tokens.css'
import './styles/base.css'

const target = document.getElementById('app')
if (target) mount(App, { target })
void first.usable.then(() => import('./lib/register')).then(({ register }) => register(), () => undefined)
void first.usable.then(() => import('./lib/keys')).then(({ keepFocus }) => keepFocus(), () => undefined)
