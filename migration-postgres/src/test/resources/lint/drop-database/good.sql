create schema fresh;
