package io.upshift.examples.spring;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The service. */
@SpringBootApplication
public class SpringService {
    public static void main(String[] args) {
        SpringApplication.run(SpringService.class, args);
    }
}
