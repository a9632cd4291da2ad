import { words } from '../pages/words.js';
import { entitle } from '../pages/head.js';
import './page.js';

entitle(words.account.title);
