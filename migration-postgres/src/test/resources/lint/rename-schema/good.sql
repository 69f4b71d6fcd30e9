create schema store;
