import { mount } from 'svelte'
import App from './App.svelte'
import { first } from './lib/first'
import { keepFocus } from './lib/keys'
import { register } from './lib/release.svelte'
import './styles/tokens.css'
import './styles/base.css'

const target = document.getElementById('app')
if (target) mount(App, { target })
keepFocus()
void first.usable.then(register)
