import { words } from '../pages/words.js';
import { entitle } from '../pages/head.js';
import './card.js';

entitle(words.signIn.title);
