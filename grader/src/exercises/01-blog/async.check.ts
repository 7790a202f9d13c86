import './themes/overlap.ts';
