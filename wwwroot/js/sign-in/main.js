import './card.js';
