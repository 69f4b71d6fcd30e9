package io.upshift.examples.spring;

import org.springframework.data.jpa.repository.JpaRepository;

/** The items. */
interface Items extends JpaRepository<Item, Long> {}
